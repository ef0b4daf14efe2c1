/** Names that look like an image's or a table's; the suffix is what is matched. */
export const OPENABLE_NAME =
  /\.(fits|fit|fts|fz|png|jpg|jpeg|tif|tiff|csv|tsv|txt|dat|ecsv|vot|votable|xml|parquet)(\.gz)?$/i;
