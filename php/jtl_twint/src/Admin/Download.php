<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** A file instead of the page: a tab cannot answer with one, so the request ends here. */
final class Download
{
    public static function send(string $name, string $type, string $bytes): never
    {
        while (ob_get_level() > 0) {
            ob_end_clean();
        }
        header('Content-Type: ' . $type);
        header('Content-Disposition: attachment; filename="' . $name . '"');
        header('Content-Length: ' . strlen($bytes));
        header('Cache-Control: no-store');
        header('X-Content-Type-Options: nosniff');
        echo $bytes;
        exit();
    }
}
