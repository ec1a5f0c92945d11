/**
 * What is used of hnswlib-node 3. Declared here because the package is optional: where it could not be built it is not
 * there, its own types neither, and everything else must type-check all the same.
 */
declare module 'hnswlib-node' {
  export class HierarchicalNSW {
    constructor(space: 'ip' | 'l2' | 'cosine', dimensions: number);
    initIndex(options: { maxElements: number; m: number; efConstruction: number; randomSeed: number }): void;
    readIndexSync(path: string): void;
    writeIndexSync(path: string): void;
    resizeIndex(maxElements: number): void;
    getMaxElements(): number;
    getIdsList(): number[];
    setEf(ef: number): void;
    addPoint(point: number[], label: number): void;
    markDelete(label: number): void;
    unmarkDelete(label: number): void;
    searchKnn(point: number[], count: number): { distances: number[]; neighbors: number[] };
  }
}
