// A head of the lab's shop as a hoster runs it: nginx before php-fpm, on ports of their own, with the plugin's extension.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { shop } from '../../browser/lib/shop.mjs';

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const NGINX = process.env.TWINT_NGINX ?? '/usr/sbin/nginx';
const version = execFileSync('php', ['-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION;'], { encoding: 'utf8' });
const FPM = process.env.PHP_FPM ?? `/usr/sbin/php-fpm${version}`;

const pool = (folder, name, workers) => `
[${name}]
${process.getuid() === 0 ? 'user = root\ngroup = root' : ''}
listen = ${folder}/${name}.sock
listen.backlog = 4096
pm = static
pm.max_children = ${workers}
`;

/** The plugin's pages with a quarter of the workers for themselves, or all together. */
const pools = (folder, workers, guarded) => `
[global]
error_log = ${folder}/fpm.log
daemonize = no
${guarded ? pool(folder, 'shop', workers - workers / 4) + pool(folder, 'twint', workers / 4) : pool(folder, 'shop', workers)}`;

const php = {
  memory_limit: '512M', upload_max_filesize: '16M', post_max_size: '20M', display_errors: '0', log_errors: '1', extension: shop.extension,
};

/** What nginx tells php-fpm; a location with one parameter of its own inherits none. */
const script = (folder, name, to = 'shop') =>
  Object.entries({
    SCRIPT_NAME: name, SCRIPT_FILENAME: shop.shop + name, DOCUMENT_ROOT: shop.shop, QUERY_STRING: '$query_string', REQUEST_METHOD: '$request_method',
    CONTENT_TYPE: '$content_type', CONTENT_LENGTH: '$content_length', REQUEST_URI: '$request_uri', SERVER_PROTOCOL: '$server_protocol',
    REMOTE_ADDR: '$remote_addr', REMOTE_PORT: '$remote_port', SERVER_ADDR: '$server_addr', SERVER_PORT: '$server_port', SERVER_NAME: '$host',
  })
    .map((pair) => `fastcgi_param ${pair.join(' ')};`)
    .concat(`fastcgi_pass unix:${folder}/${to}.sock;`)
    .join(' ');

/** As the shop's own .htaccess has it, as far as pages go. */
const site = (folder, port, guarded) => `
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log crit;
${process.getuid() === 0 ? 'user root;' : ''}
worker_processes 1;
events { worker_connections 8192; }
http {
  access_log off;
  types { text/html html; text/css css; text/javascript js; image/png png; image/svg+xml svg; }
  client_body_temp_path ${folder}/body;
  fastcgi_temp_path ${folder}/fastcgi;
  proxy_temp_path ${folder}/proxy;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  client_max_body_size 20m;
  keepalive_requests 100000;
  ${guarded ? 'limit_req_zone $binary_remote_addr zone=twint:10m rate=10r/s;\n  limit_req_status 429;' : ''}
  fastcgi_read_timeout 60s;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${shop.shop};
    location / { try_files $uri @shop; }
    location ~ \\.php$ { try_files $uri @shop; ${script(folder, '$uri')} }
    location @shop { ${script(folder, '/index.php')} }
    ${guarded ? `location /jtl-twint/ { client_max_body_size 16k; limit_req zone=twint burst=50 nodelay; ${script(folder, '/index.php', 'twint')} }` : ''}
  }
}
`;

function processes(group) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ');
      return Number(fields[2]) === group ? [{ pid, ticks: Number(fields[11]) + Number(fields[12]) }] : [];
    } catch {
      return [];
    }
  });
}

/** Seconds of processor and MiB of memory of a process group, each page counted once. */
function use(group) {
  const all = processes(group);
  const memory = all.map(({ pid }) => {
    try {
      return Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return { cpu: all.reduce((sum, { ticks }) => sum + ticks, 0) / 100, memory: Math.round(memory.reduce((sum, each) => sum + each, 0) / 1024) };
}

const labs = (name) => Number(readFileSync(`${shop.lab}/pids/${name}`, 'utf8').split(' ')[0]);

/**
 * @param guarded whether the plugin's pages have a limit and workers of their own, as docs/operations.md advises
 * @returns {Promise<{url: string, use: () => object, stop: () => Promise<void>}>}
 */
export async function head({ workers = 16, guarded = false } = {}) {
  const port = Number(new URL(shop.url).port) + 20;
  const folder = `${shop.lab}/head`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/fpm.conf`, pools(folder, workers, guarded));
  writeFileSync(`${folder}/nginx.conf`, site(folder, port, guarded));
  const options = Object.entries(php).flatMap(([name, value]) => ['-d', `${name}=${value}`]);
  const children = [
    spawn(FPM, ['-R', '-F', '-y', `${folder}/fpm.conf`, ...options], { stdio: 'ignore', detached: true }),
    spawn(NGINX, ['-c', `${folder}/nginx.conf`, '-e', `${folder}/nginx.log`], { stdio: 'ignore', detached: true }),
  ];
  const [fpm, nginx] = children.map((child) => child.pid);
  const end = () => children.forEach((child) => child.exitCode === null && child.kill('SIGTERM'));
  // They lead groups of their own, so that what they use can be told apart: nobody else ends them.
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const stop = async () => {
    end();
    await Promise.all(children.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve))));
    process.off('exit', end);
  };
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; ; attempt += 1) {
    if ((await get(`${url}/robots.txt`).catch(() => ({ status: 0 }))).status === 200) break;
    if (attempt === 100 || children.some((child) => child.exitCode !== null)) {
      await stop();
      throw new Error(`nginx and php-fpm did not start; see ${folder}/*.log.`);
    }
    await sleep(100);
  }
  return { url, stop, use: () => ({ php: use(fpm), nginx: use(nginx), mariadb: use(labs('database')), simulator: use(labs('simulator')) }) };
}

const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });

/**
 * A request as a visitor's: each visitor has an address and cookies of their own. The shop believes it is asked by its own name.
 *
 * @param cookies a Map, or nothing
 */
export function get(url, { visitor = 1, cookies, method = 'GET', body, timeout = 60_000 } = {}) {
  const began = performance.now();
  const headers = { Host: new URL(shop.url).host };
  if (cookies?.size) headers.Cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
  if (body !== undefined) Object.assign(headers, { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': Buffer.byteLength(body) });
  return new Promise((resolve, reject) => {
    const request = http.request(url, { agent, method, headers, timeout, localAddress: `127.0.${1 + Math.floor(visitor / 250)}.${1 + (visitor % 250)}` }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        for (const cookie of answer.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
          cookies?.set(name, value);
        }
        resolve({ status: answer.statusCode, location: answer.headers.location, text: Buffer.concat(parts).toString(), took: performance.now() - began });
      });
      answer.on('error', reject);
    });
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.end(body);
  });
}

/** The same address, at this head. */
export const at = (head, url) => head.url + new URL(url).pathname + new URL(url).search;

export const share = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(part * numbers.length))] ?? NaN;

/** What was used between two looks. */
export function between(before, after) {
  return Object.fromEntries(Object.keys(after).map((name) => [name, { cpu: after[name].cpu - before[name].cpu, memory: after[name].memory }]));
}
