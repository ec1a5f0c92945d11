/** Below a billion parameters a model is prompted with single sentences, and `auto` prefers quotes to it. */
export const SMALL_BELOW = 1e9;
