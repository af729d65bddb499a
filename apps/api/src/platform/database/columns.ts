import { customType } from 'drizzle-orm/pg-core';

/** Text that is compared byte by byte, whatever the database's own collation: sort keys and cursors. */
export const bytewiseText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** Words to be searched: written as words with a space between them, without any other sign. */
export const searchVector = customType<{ data: string }>({ dataType: () => 'tsvector' });
