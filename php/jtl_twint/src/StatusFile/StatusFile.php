<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\StatusFile;

use Plugin\jtl_twint\src\Checkout\PayState;
use Plugin\jtl_twint\src\Checkout\StatusNews;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\PageToken;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Persistence\DatabaseException;
use Plugin\jtl_twint\src\Persistence\PlainConnection;

/**
 * Answers the pay page's question as the shop's route does, without the shop's start, as long as nothing happens. Whatever is
 * to be written down, done or said at the end of a payment is the route's: the page is told to ask there.
 */
final class StatusFile
{
    /** So often the page hears what another head or the sweep learnt. */
    private const FREQUENT_MS = 1000;
    /** About as long as TWINT takes to answer whoever asks at the moment. */
    private const ASKED_BY_ANOTHER_MS = 300;
    private const LEAST_MS = 100;

    public function __construct(
        private readonly Parts $parts,
    ) {
    }

    /**
     * @param array<string, mixed> $server as PHP's $_SERVER
     * @param array<array-key, mixed> $query as PHP's $_GET
     * @param string $file frontend/status.php
     */
    public static function answerWhateverHappens(array $server, array $query, string $file): StatusAnswer
    {
        if (($server['REQUEST_METHOD'] ?? '') !== 'GET') {
            return StatusAnswer::wrongMethod();
        }
        $token = $query['token'] ?? null;
        if (!is_string($token) || !PageToken::isValid($token)) {
            return StatusAnswer::unknown();
        }
        try {
            $config = ShopConfig::load($server, $file);
            if ($config === null) {
                return StatusAnswer::askTheShop();
            }
            $parts = new Parts(
                new PlainConnection($config->connect(...)),
                $config->key(),
                $config->url(),
                $config->visits(),
            );

            return (new self($parts))->answerOrSayWho($token, (string) ($server['REMOTE_ADDR'] ?? ''));
        } catch (\Throwable) {
            return StatusAnswer::askTheShop();
        }
    }

    public function answerOrSayWho(#[\SensitiveParameter] string $token, string $visitor): StatusAnswer
    {
        try {
            return $this->answer($token, $visitor);
        } catch (DatabaseException $exception) {
            return $exception->isUnavailable() ? StatusAnswer::unavailable() : StatusAnswer::askTheShop();
        } catch (\Throwable) {
            // The shop's route meets the same trouble, and logs it.
            return StatusAnswer::askTheShop();
        }
    }

    /** @throws \Throwable */
    public function answer(#[\SensitiveParameter] string $token, string $visitor): StatusAnswer
    {
        // Both without a question to the database. Tokens of an earlier key are the route's.
        if (!PageToken::isGenuine($token, $this->parts->keys)) {
            return StatusAnswer::unknown();
        }
        if (!$this->parts->limit->allowsQuestion($token, $visitor)) {
            return StatusAnswer::tooMany();
        }
        $transaction = $this->parts->transactions->byToken($token);
        if ($transaction === null || PayState::of($transaction)->isFinal()) {
            return StatusAnswer::askTheShop();
        }
        if ($transaction->hasNews && Extension::isUsable()) {
            // Another asked, and left it to whoever comes next.
            return StatusAnswer::askTheShop();
        }
        if (!$transaction->isDue()) {
            // When TWINT may be asked again, this page is the first to know.
            return self::news($transaction, 0, $transaction->millisecondsUntilDue);
        }
        if ($transaction->claimed) {
            return self::news($transaction, 0, self::ASKED_BY_ANOTHER_MS);
        }
        // Only now: it costs more than all before.
        $questions = $this->parts->questions();
        if ($questions === null) {
            return StatusAnswer::askTheShop();
        }
        if (!$transaction->isOpen() || !Extension::isUsable()) {
            return self::news($transaction, 0, self::FREQUENT_MS);
        }

        return self::mayAsk($transaction) ? $this->ask($transaction, $questions) : StatusAnswer::askTheShop();
    }

    /** Whether "nothing new" is a likely answer of TWINT, and all there is to do. */
    private static function mayAsk(Transaction $transaction): bool
    {
        return \Twint\only_waits($transaction->phase(), $transaction->expired, $transaction->duties !== []);
    }

    private function ask(Transaction $transaction, Questions $questions): StatusAnswer
    {
        $began = hrtime(true);
        $payment = $this->parts->claims->takeIfDue($transaction->id, Initiator::buyer());
        if ($payment === null) {
            return self::news($transaction, 0, self::ASKED_BY_ANOTHER_MS);
        }
        // Between the two looks another may have gone on with it.
        if (!self::mayAsk($payment->transaction())) {
            $payment->claim->release(0);

            return StatusAnswer::askTheShop();
        }

        $next = $questions->nextIfNothingNew($payment);

        return $next === null
            ? StatusAnswer::askTheShop()
            : self::news($payment->transaction(), (int) ((hrtime(true) - $began) / 1_000_000), $next, $next);
    }

    private static function news(Transaction $transaction, int $askedMs, int $nextMs, ?int $dueMs = null): StatusAnswer
    {
        $nextMs = max(self::LEAST_MS, min(self::FREQUENT_MS, $nextMs));

        return StatusAnswer::news(StatusNews::of($transaction, $askedMs, $nextMs, $dueMs));
    }
}
