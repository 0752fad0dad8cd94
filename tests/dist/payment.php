<?php

/**
 * Takes a payment with the extension in whichever PHP runs this: started, approved, captured in two parts, refunded.
 *
 *     payment.php SIMULATOR.json CERTIFICATE
 *
 * The simulator runs already, and its first line is in the file; the certificate is one of its names.
 */

declare(strict_types=1);

require __DIR__ . '/../phpt/simulator.inc';

use Twint\Capture;
use Twint\OrderState;

use function Twint\{capture, payment_init, poll, refund};

/** Ends with a message when something is not as it must be; assert() may be off in a foreign PHP. */
function must(bool $holds, string $what): void
{
    if (!$holds) {
        throw new LogicException($what);
    }
}

[, $file, $certificate] = $argv;
$simulator = new RunningSimulator(json_decode((string) file_get_contents($file), flags: JSON_THROW_ON_ERROR));
$simulator->ask('POST', '/api/reset');
$merchant = $simulator->merchant($certificate);

$order = payment_init($merchant, 'dist-1', '42.00', Capture::Deferred);
must($order->state === OrderState::AwaitingCustomer, 'A new order waits for its customer.');
must(preg_match('/^\d{5}$/', (string) $order->pairingToken) === 1, 'A new order has five digits.');
$simulator->phone('approve', $order);
must(
    poll($merchant, $order->uuid)->state === OrderState::AwaitingConfirmation,
    'An approved order waits to be captured.',
);
capture($merchant, $order->uuid, '30.00', final: false);
must(
    capture($merchant, $order->uuid, '12.00', capturedBefore: '30.00')->state === OrderState::Succeeded,
    'The last part closes the order.',
);
must(refund($merchant, $order->uuid, 'dist-2', '5.50')->state === OrderState::Succeeded, 'A refund is carried out.');

$books = $simulator->ask('GET', '/api/books');
must(
    "{$books->captured} {$books->refunded}" === '42.00 5.50',
    "TWINT's books say {$books->captured}, {$books->refunded}.",
);
printf(
    "PHP %s, twint %s: captured %s, refunded %s\n",
    PHP_VERSION,
    phpversion('twint'),
    $books->captured,
    $books->refunded,
);
