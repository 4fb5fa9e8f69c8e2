/** The settings of PostgreSQL's own module that explains what it runs, also inside SQL functions. Only a superuser may load it. */
const EXPLAIN_ALL = [
  "load 'auto_explain'",
  ...['log_min_duration = 0', 'log_nested_statements = on', 'log_analyze = on', 'log_timing = off'],
  ...['log_format = json', 'log_level = notice'],
]
  .map((setting, place) => (place === 0 ? setting : `set auto_explain.${setting}`))
  .join(';');

/**
 * Explains every statement of the server from now on.
 * @param pool the connections of the server
 * @returns the plans, in an array that grows
 */
export async function recordPlans(pool) {
  const plans = [];
  const explained = new WeakSet();
  const explain = async (client) => {
    if (explained.has(client)) return;
    explained.add(client);
    client.on('notice', ({ message }) => {
      const plan = message.indexOf('plan:\n');
      if (plan > 0) plans.push(JSON.parse(message.slice(plan + 'plan:\n'.length)));
    });
    await client.query(EXPLAIN_ALL);
  };
  pool.on('connect', (client) => void explain(client));
  const clients = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  await Promise.all(clients.map(explain));
  for (const client of clients) client.release();
  return plans;
}
