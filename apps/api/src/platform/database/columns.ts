import { customType } from 'drizzle-orm/pg-core';

/** Text that is compared byte by byte, whatever the database's own collation: sort keys and cursors. */
export const bytewiseText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
