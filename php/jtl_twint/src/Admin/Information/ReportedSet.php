<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Information;

use Plugin\jtl_twint\src\Access\AccessKey;
use Plugin\jtl_twint\src\Settings\CertificateFacts;

/** What a report says of a set of access data. */
final class ReportedSet
{
    public function __construct(
        /** Empty: there is only one. */
        public readonly string $label,
        public readonly AccessKey $access,
        public readonly ?CertificateFacts $certificate,
    ) {
    }
}
