import { z } from 'zod';

/** An id as requests write it. */
export const snowflake = z.string().regex(/^\d{17,20}$/, 'is not a snowflake');
