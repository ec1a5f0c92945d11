import { z } from 'zod';

/** Body of the request that opens a direct conversation. */
export const directMessageBody = z.strictObject({ recipient_id: z.string() });
