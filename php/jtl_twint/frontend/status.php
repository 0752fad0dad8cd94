<?php

/**
 * The pay page's question without the shop's start: status.php?token=… answers as /jtl-twint/pay/…/status does while nothing
 * happens. Where a server does not run PHP files here, the page asks the route.
 */

declare(strict_types=1);

use Plugin\jtl_twint\src\StatusFile\StatusFile;

// Nothing but the answer may leave: no error, and nothing that the shop's configuration file prints.
// @mago-expect lint:no-ini-set (no framework is loaded here)
ini_set('display_errors', '0');
$level = ob_get_level();
ob_start();
spl_autoload_register(static function (string $class): void {
    $prefix = 'Plugin\\jtl_twint\\';
    $file = dirname(__DIR__) . '/' . strtr(substr($class, strlen($prefix)), '\\', '/') . '.php';
    if (str_starts_with($class, $prefix) && is_file($file)) {
        require $file;
    }
});
$answer = StatusFile::answerWhateverHappens($_SERVER, $_GET, __FILE__);
while (ob_get_level() > $level) {
    ob_end_clean();
}
$answer->send();
