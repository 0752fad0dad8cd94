<?php

declare(strict_types=1);

namespace Twint\Tests;

use Plugin\jtl_twint\src\Payment\Claims;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\Operation;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\OrderAtTwint;
use Plugin\jtl_twint\src\Payment\SentCancel;
use Plugin\jtl_twint\src\Payment\Settlement;
use Plugin\jtl_twint\src\Payment\Trouble;
use Plugin\jtl_twint\src\Settings\MerchantFactory;
use Twint\CertificateException;
use Twint\ConfigurationException;
use Twint\DeclinedException;
use Twint\InvalidArgumentException;
use Twint\OutcomeUnknownException;
use Twint\StateConflictException;
use Twint\TwintException;
use Twint\UnavailableException;

/** What each kind of exception proves of the call that it broke; one that nobody knows proves nothing. */
final class TroubleTest extends PaymentTestCase
{
    private const WORDS = [
        InvalidArgumentException::class => 'invalid',
        CertificateException::class => 'certificate',
        ConfigurationException::class => 'configuration',
        DeclinedException::class => 'declined',
        StateConflictException::class => 'state_conflict',
        UnavailableException::class => 'unavailable',
        OutcomeUnknownException::class => 'unknown',
    ];

    public function testEachKindOfTheExtensionHasItsWord(): void
    {
        $kinds = array_filter(
            (new \ReflectionExtension('twint'))->getClassNames(),
            static fn(string $class): bool => is_subclass_of($class, TwintException::class),
        );
        self::assertEqualsCanonicalizing(array_values($kinds), array_keys(self::WORDS));
        foreach (self::WORDS as $kind => $word) {
            self::assertSame($word, Trouble::word(new $kind()), $kind);
            self::assertSame($word === 'unknown', Trouble::mayHaveHappened(new $kind()), $kind);
        }
    }

    public function testAKindThatNobodyKnowsProvesNothing(): void
    {
        self::assertSame('unknown', Trouble::word(self::ofLaterVersion()));
        self::assertTrue(Trouble::mayHaveHappened(self::ofLaterVersion()));
    }

    public function testAnAnswerThatCannotBeReadIsTroubleOfOnePaymentAndAnOutageIsNot(): void
    {
        $t = $this->begin();
        $merchant = $this->world->get(MerchantFactory::class)->for($t);
        foreach ([403 => 'answer_unreadable', 503 => 'unavailable'] as $status => $word) {
            $this->twint->fail(['html' => $status], 'MonitorOrder');
            try {
                \Twint\poll($merchant, (string) $t->twintUuid);
                self::fail('It was read.');
            } catch (UnavailableException $exception) {
                self::assertSame($word, Trouble::word($exception));
                self::assertSame($status === 503, Trouble::isOfAccessData($word));
            }
            $this->twint->heal();
        }
    }

    public function testACancellationThatEndsWithItIsFoundOutAndNotTakenForRefused(): void
    {
        $t = $this->begin();
        $this->passTime($t);
        $payment = $this->world->get(Claims::class)->take($t->id, Initiator::cron()) ?? throw new \LogicException();
        $order = $this->world->get(OrderAtTwint::class)->of($payment) ?? throw new \LogicException();
        $settlement = $this->world->get(Settlement::class);
        $operation = $settlement->noteCancel($payment, $order) ?? throw new \LogicException();
        $settlement->continueWith($payment, $order, new SentCancel($operation, self::ofLaterVersion()));
        self::assertSame(Operation::UNKNOWN, $this->world->get(OperationRepository::class)->get($operation)->state);
        self::assertSame('uncertain', $this->fresh($t)->phase);
    }

    private static function ofLaterVersion(): TwintException
    {
        return new class('What a later version of the extension says.') extends TwintException {};
    }
}
