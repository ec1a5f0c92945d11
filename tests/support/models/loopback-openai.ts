import type { ServerResponse } from 'node:http';
import { LoopbackServer, type Received, type Script, sendJson, stream, vectorOf } from './loopback-server.ts';

/** As much of an OpenAI-compatible server as is documented for models, chat completions and embeddings. */
export class LoopbackOpenAi extends LoopbackServer {
  /** Null where the server does not list models. */
  models: readonly string[] | null = ['llama-3.1-8b', 'e5-small'];
  key: string | null = null;
  script: Script = { words: ['Hello', ' you', '.'], pauseMs: 1, breakOff: false };
  embedStatus = 200;

  protected override async answer({ path, body, headers }: Received, response: ServerResponse): Promise<void> {
    if (this.key !== null && headers.authorization !== `Bearer ${this.key}`) {
      sendJson(response, 401, { error: { message: 'wrong key' } });
    } else if (path === '/v1/models' && this.models !== null) {
      sendJson(response, 200, { object: 'list', data: this.models.map((id) => ({ id, object: 'model' })) });
    } else if (path === '/v1/embeddings' && this.embedStatus !== 200) {
      sendJson(response, this.embedStatus, { error: { message: 'the model crashed' } });
    } else if (path === '/v1/embeddings') {
      const input = [body['input']].flat() as string[];
      const data = input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
      sendJson(response, 200, { object: 'list', data, model: body['model'], usage: {} });
    } else if (path === '/v1/chat/completions') {
      await stream(response, this.script, (word) => {
        const choice = { index: 0, delta: { content: word ?? '' }, finish_reason: word === null ? 'stop' : null };
        const chunk = { id: '1', object: 'chat.completion.chunk', created: 1, model: body['model'], choices: [choice] };
        return `data: ${JSON.stringify(chunk)}\n\n${word === null ? 'data: [DONE]\n\n' : ''}`;
      });
    } else {
      sendJson(response, 404, { error: { message: 'not found' } });
    }
  }
}
