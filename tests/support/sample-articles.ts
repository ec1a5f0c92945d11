import type { TestArticle } from './collection.ts';

/** A small collection of invented reports, in German and English, for tests that search and answer. */
export const SAMPLE_ARTICLES = {
  'llama.md': {
    title: 'Meta opens Llama 2',
    outlet: 'The Harbour Dispatch',
    publishedAt: '2023-07-18',
    url: 'https://harbour.example/llama-2',
    text: [
      'Meta released Llama 2 on Tuesday together with Microsoft. The model comes in three sizes, with 7, 13 and 70 billion parameters. It may be used commercially by companies with fewer than 700 million monthly users.',
      '“We believe that openness drives innovation,” Mark Zuckerberg wrote. Critics noted that the licence is not an open source licence.',
    ].join('\n\n'),
  },
  'llama-de.md': {
    title: 'Meta öffnet Llama 2',
    outlet: 'Rheinblick Digital',
    language: 'de',
    publishedAt: '2023-07-19',
    text: [
      'Der Konzern Meta hat am Dienstag das Sprachmodell Llama 2 veröffentlicht. Es steht in drei Größen bereit, die größte hat 70 Milliarden Parameter. Unternehmen dürfen es kostenlos einsetzen, z. B. in eigenen Produkten.',
      'Verbraucherschützer lobten die Offenheit. „Das ist ein wichtiger Schritt“, sagte Petra Lindner vom Verband der Entwickler.',
    ].join('\n\n'),
  },
  'parse.md': {
    title: 'Parse will shut down',
    outlet: 'Backend Weekly',
    publishedAt: '2016-01-28',
    text: 'Facebook will close its hosting service Parse. Developers have until January 28, 2017 to move their data. The service had hosted the back ends of more than 600,000 apps. They can take its server along, because it was published as open source.',
  },
  'opencompute.md': {
    title: 'Data centre plans for everyone',
    outlet: 'The Copper Wire',
    publishedAt: '2011-04-07',
    text: 'Facebook published the plans of its data centre in Prineville, Oregon. The building uses 38 percent less energy than others of the company. It founded the Open Compute Project with partners to share such plans.',
  },
  'mistral.md': {
    title: 'Mistral AI stellt erstes Modell vor',
    outlet: 'Rheinblick Digital',
    language: 'de',
    publishedAt: '2023-09-27',
    text: 'Das junge Unternehmen Mistral AI aus Paris hat sein erstes Modell vorgestellt. Es hat 7,3 Milliarden Parameter und steht unter der Lizenz Apache 2.0. Gegründet wurde die Firma von drei Forschern.',
  },
} as const satisfies Record<string, TestArticle>;
