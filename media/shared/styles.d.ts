/** esbuild writes a style sheet beside the script for the styles that it imports. */
declare module "*.css";
