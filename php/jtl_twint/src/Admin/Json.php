<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin;

/** An answer to our script instead of the page: a tab cannot give one, so the request ends here. */
final class Json
{
    /** @param array<string, string> $answer */
    public static function send(array $answer): never
    {
        while (ob_get_level() > 0) {
            ob_end_clean();
        }
        header('Content-Type: application/json');
        header('Cache-Control: no-store');
        header('X-Content-Type-Options: nosniff');
        echo json_encode($answer, JSON_THROW_ON_ERROR);
        exit();
    }
}
