import { isAddress } from '../components/check-components.ts';
import type { Rulebook } from '../rules/rulebook.ts';
import type { RuleName } from '../rules/rules.ts';
import type { Embed } from './embed-body.ts';

/** The texts of an embed that a person reads, in the order in which they are shown. */
export function embedTexts({ author, title, description, fields, footer }: Embed): string[] {
  return [
    author?.name,
    title,
    description,
    ...(fields ?? []).flatMap(({ name, value }) => [name, value]),
    footer?.text,
  ].filter((text): text is string => typeof text === 'string' && text !== '');
}

/** True for an embed that shows something. */
export function isFilled(embed: Embed): boolean {
  return embedTexts(embed).length > 0 || Boolean(embed.image) || Boolean(embed.thumbnail);
}

/**
 * Checks the embeds of a message, one by one and together.
 * @param files names of the files that come with the message
 */
export function checkEmbeds(rules: Rulebook, embeds: readonly Embed[], files: readonly string[]): void {
  rules.atMost('embedCount', embeds.length, 'embeds');
  for (const [index, embed] of embeds.entries()) checkEmbed(rules, embed, `embeds.${String(index)}`, files);
  const total = embeds.flatMap(embedTexts).join('').length;
  rules.atMost('embedTotal', total, 'embeds');
}

function checkEmbed(rules: Rulebook, embed: Embed, path: string, files: readonly string[]): void {
  const lengths: readonly (readonly [RuleName, string | null | undefined, string])[] = [
    ['embedTitle', embed.title, 'title'],
    ['embedDescription', embed.description, 'description'],
    ['embedFooter', embed.footer?.text, 'footer.text'],
    ['embedAuthor', embed.author?.name, 'author.name'],
  ];
  for (const [rule, text, key] of lengths) rules.atMost(rule, (text ?? '').length, `${path}.${key}`);
  const fields = embed.fields ?? [];
  rules.atMost('embedFields', fields.length, `${path}.fields`);
  for (const [index, { name, value }] of fields.entries()) {
    const at = `${path}.fields.${String(index)}`;
    rules.within('embedFieldName', name.length, `${at}.name`);
    rules.within('embedFieldValue', value.length, `${at}.value`);
  }
  const colour = embed.color ?? 0;
  rules.require('embedColour', colour >= 0 && colour <= 0xffffff, {
    path: `${path}.color`,
    code: 'NUMBER_TYPE_MAX',
    message: 'int value should be between 0 and 16777215.',
  });
  rules.require('embedTimestamp', !Number.isNaN(Date.parse(embed.timestamp ?? '2015-01-01')), {
    path: `${path}.timestamp`,
    code: 'DATE_TIME_TYPE_PARSE',
    message: 'Could not parse. Should be ISO8601.',
  });
  checkAddresses(rules, embed, path, files);
}

function checkAddresses(rules: Rulebook, embed: Embed, path: string, files: readonly string[]): void {
  const web = ['http:', 'https:'];
  const addresses: readonly (readonly [string | null | undefined, string, boolean])[] = [
    [embed.url, 'url', false],
    [embed.author?.url, 'author.url', false],
    [embed.author?.icon_url, 'author.icon_url', true],
    [embed.footer?.icon_url, 'footer.icon_url', true],
    [embed.image?.url, 'image.url', true],
    [embed.thumbnail?.url, 'thumbnail.url', true],
  ];
  for (const [url, key, mayBeFile] of addresses) {
    if (typeof url !== 'string') continue;
    rules.atMost('embedUrl', url.length, `${path}.${key}`);
    const file = url.startsWith('attachment://') ? url.slice('attachment://'.length) : undefined;
    const known = file === undefined ? isAddress(url, web) : mayBeFile && files.includes(file);
    rules.require('embedAddress', known, {
      path: `${path}.${key}`,
      code: 'URL_TYPE_INVALID_URL',
      message: 'Not a well formed URL.',
    });
  }
}
