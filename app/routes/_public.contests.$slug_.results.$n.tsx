export { ErrorBoundary, default, loader, meta } from "./_public.contests.$slug_.results._index/route.tsx";
