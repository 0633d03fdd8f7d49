/** esbuild makes a style sheet beside the script of what a script imports. */
declare module "*.css";
