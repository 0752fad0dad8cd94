<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Settings;

/** What is stored of a secret. */
enum SecretState
{
    case Missing;
    case Readable;
    /** Sealed under another shop's key (a moved shop): it has to be uploaded again. */
    case Unreadable;
}
