<?php

declare(strict_types=1);

// Plain curl: a new handle, so a new connection, per call.

require_once __DIR__ . '/by_hand.php';

return static fn(array $target): string => Twint\Bench\status(Twint\Bench\curl_for($target));
