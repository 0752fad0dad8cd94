<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Shop;

use Plugin\jtl_twint\src\Persistence\Database;

/** The picture of the payment method: a neutral one of the plugin's, or what the merchant entered for it in the shop. */
final class MethodPicture
{
    private const OURS = '/paymentmethod/mark-with-name.svg';
    private const OURS_ALONE = '/paymentmethod/mark.svg';

    public function __construct(
        private readonly Database $database,
        private readonly OurMethod $method,
    ) {
    }

    /** For where the name is written beside it. Empty: none. */
    public function url(): string
    {
        $row = $this->database->row('SELECT cBild FROM tzahlungsart WHERE cModulId = :module', [
            'module' => $this->method->moduleId,
        ]);

        $url = trim($row['cBild'] ?? '');

        return str_ends_with($url, self::OURS) ? substr($url, 0, -strlen(self::OURS)) . self::OURS_ALONE : $url;
    }
}
