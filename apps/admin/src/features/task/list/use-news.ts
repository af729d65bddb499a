import { useEffect, useRef } from 'react';

/** Calls once each time that `news` has counted on; not for what was counted before. */
export function useNews(news: number, onNews: () => void): void {
  const heard = useRef(news);
  const call = useRef(onNews);
  call.current = onNews;
  useEffect(() => {
    if (heard.current === news) return;
    heard.current = news;
    call.current();
  }, [news]);
}
