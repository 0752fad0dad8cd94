// What the plugin's code says of itself, so that no test forgets what is added to it.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const plugin = fileURLToPath(new URL('../../../../php/jtl_twint/', import.meta.url));

const files = (folder, suffix) =>
  readdirSync(plugin + folder, { recursive: true }).filter((name) => name.endsWith(suffix)).map((name) => readFileSync(`${plugin}${folder}/${name}`, 'utf8'));

const all = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);

const php = (path) => readFileSync(`${plugin}src/${path}`, 'utf8');

const cases = (path) => all(php(path), /case \w+ = '([^']+)';/g);

export const code = {
  /** The addresses the shop's router is told of, with their methods. */
  routes() {
    const [, allowed] = /ALLOWED = \[(.*?)\];/s.exec(php('Checkout/Routes.php'));
    const below = Object.fromEntries([...allowed.matchAll(/'(\w+)' => '(\w+)'/g)].map(([, action, method]) => [action, method]));
    const prefixes = [...all(php('Checkout/PayUrls.php'), /PREFIX = '([^']+)'/g), ...all(php('Checkout/ResumeLink.php'), /PREFIX = '([^']+)'/g), ...all(php('Express/ExpressUrls.php'), /PREFIX = '([^']+)'/g), ...all(php('Cron/CronEndpoint.php'), /PATH = '([^']+)'/g)];
    const registrations = files('src', '.php').join('\n').split('->addRoute(').length - 1;
    return { below, prefixes, registrations };
  },

  /** Everything the plugin listens to in the shop. */
  hooks: () => [...new Set(all(files('src', '.php').join('\n') + readFileSync(`${plugin}Bootstrap.php`, 'utf8'), /\b(HOOK_[A-Z_]+)/g))].sort(),

  /** Whatever a form of the backend can ask for. */
  actions() {
    const tabs = files('src/Admin', '.php').filter((text) => text.includes('->action()'));
    const words = tabs.flatMap((text) => all(text, /const \w+ = '([A-Za-z._]+)';/g));
    const ofForms = files('src/Admin', '.php').flatMap((text) => all(text, /const ACTION = '([^']+)';/g));
    const ofTemplates = files('adminmenu/templates', '.tpl').flatMap((text) => [...all(text, / action='([^'{]+)'/g), ...all(text, /name="twint_action" value="([^"{]+)"/g)]);
    return [...new Set([...words, ...ofForms, ...ofTemplates, ...cases('Admin/Transactions/MoneyMove.php')])].sort();
  },

  /** Whatever the backend can show of payments. */
  screens: () => cases('Admin/Transactions/Screen.php'),

  tabs: () => all(readFileSync(`${plugin}info.xml`, 'utf8'), /<Customlink[^>]*>\s*<Name>([^<]+)<\/Name>/g),
};
