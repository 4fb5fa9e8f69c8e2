/** SQL that changes a function as it stands, whichever migration wrote it last, and nothing else of it. */
export const patchedFunction = (name: string, before: string, after: string): string => `
do $patch$
declare definition text := pg_get_functiondef('${name}'::regproc);
begin
  if position($before$${before}$before$ in definition) = 0 then raise exception '${name} is not as expected'; end if;
  execute replace(definition, $before$${before}$before$, $after$${after}$after$);
end $patch$`;
