import type { Layout } from '../../shared/index.ts';

export type LayoutChange = Partial<Layout>;
