/** Bytes; the server refuses more (DESIGN.md §3.14). */
export const uploadBytesMax = 25 * 1024 * 1024;

export interface UploadedFile {
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
}

export class UploadFailed extends Error {
  /** 0 when the server did not answer. */
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Sends one file to the server's store. XMLHttpRequest, because `fetch` does not tell how far it is. */
export function uploadFile(
  file: File,
  csrfToken: string,
  onProgress: (percent: number) => void,
  signal: AbortSignal,
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', '/files');
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.setRequestHeader('x-csrf-token', csrfToken);
    request.upload.onprogress = (event) =>
      onProgress(Math.round((100 * event.loaded) / Math.max(1, file.size)));
    request.onload = () => {
      if (request.status < 300) resolve(JSON.parse(request.responseText) as UploadedFile);
      else reject(new UploadFailed(request.status, messageOf(request.responseText)));
    };
    request.onerror = () => reject(new UploadFailed(0, ''));
    request.onabort = () => reject(new UploadFailed(0, ''));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function messageOf(body: string): string {
  try {
    const answer = JSON.parse(body) as { message?: unknown };
    return typeof answer.message === 'string' ? answer.message : '';
  } catch {
    return '';
  }
}
