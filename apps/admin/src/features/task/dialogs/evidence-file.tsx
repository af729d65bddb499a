import { FileInput, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../../platform/format.ts';
import { signInAgain, useViewer } from '../../../platform/session.ts';
import { UploadFailed, uploadBytesMax, uploadFile } from '../../../platform/upload.ts';

/** A file that the server's store already holds; a draft keeps this, not the file. */
export interface ReadyFile {
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
}

interface Uploading {
  readonly name: string;
  readonly percent: number;
}

/** Chooses a file and uploads it at once; what is sent later is its digest. */
export function EvidenceFile({
  value,
  onChange,
  error,
}: {
  value: ReadyFile | null;
  onChange: (file: ReadyFile | null) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation('task');
  const { csrfToken } = useViewer();
  // A sign-in in between brings another token; the next try takes it.
  const token = useRef(csrfToken);
  token.current = csrfToken;
  const running = useRef<AbortController | null>(null);
  const [uploading, setUploading] = useState<Uploading | null>(null);
  const [fault, setFault] = useState<string | undefined>();
  useEffect(() => () => running.current?.abort(), []);

  async function take(file: File | null): Promise<void> {
    running.current?.abort();
    onChange(null);
    setFault(undefined);
    setUploading(null);
    if (file === null) return;
    if (file.size > uploadBytesMax) return setFault(t('form.fileTooBig'));
    const abort = new AbortController();
    running.current = abort;
    setUploading({ name: file.name, percent: 0 });
    try {
      const stored = await send(file, abort.signal);
      onChange({ name: file.name, sha256: stored.sha256, size: stored.size, type: stored.type });
    } catch (failure) {
      if (abort.signal.aborted) return;
      const said = failure instanceof UploadFailed ? failure.message : '';
      setFault(said || t('form.uploadFailed'));
    }
    setUploading(null);
  }

  async function send(file: File, signal: AbortSignal) {
    for (;;) {
      try {
        return await uploadFile(
          file,
          token.current,
          (percent) => setUploading({ name: file.name, percent }),
          signal,
        );
      } catch (failure) {
        if (!(failure instanceof UploadFailed) || failure.status !== 401) throw failure;
        await signInAgain();
        await new Promise(requestAnimationFrame);
      }
    }
  }

  return (
    <div>
      <FileInput
        label={t('form.file')}
        description={t('form.fileHint')}
        placeholder={value?.name ?? t('form.chooseFile')}
        withAsterisk
        onChange={(file) => void take(file)}
        error={fault ?? (uploading === null && value === null ? error : undefined)}
        data-autofocus
      />
      <div role="status" style={{ fontSize: '0.8125rem', marginBlockStart: 6, color: 'var(--ink-soft)' }}>
        {uploading !== null && t('form.uploading', { name: uploading.name, percent: uploading.percent })}
        {value !== null && t('form.uploaded', { name: value.name, size: formatBytes(value.size) })}
      </div>
      {uploading !== null && <Progress value={uploading.percent} size="sm" mt={4} aria-hidden />}
    </div>
  );
}
