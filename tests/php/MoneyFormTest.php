<?php

declare(strict_types=1);

namespace Twint\Tests;

use PHPUnit\Framework\TestCase;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\Transactions\Chf;
use Plugin\jtl_twint\src\Admin\Transactions\Entries;
use Plugin\jtl_twint\src\Admin\Transactions\MoneyDesk;
use Plugin\jtl_twint\src\Admin\Transactions\MoneyMove;
use Plugin\jtl_twint\src\Admin\Transactions\Preview;
use Plugin\jtl_twint\src\Admin\Transactions\Steps;
use Plugin\jtl_twint\src\Payment\Initiator;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\RequestKey;
use Plugin\jtl_twint\src\Payment\Transaction;

final class MoneyFormTest extends TestCase
{
    private const SMARTY = '/usr/share/php/smarty4/Smarty.class.php';

    private Twint $twint;
    private World $world;

    protected function setUp(): void
    {
        $this->twint = new Twint();
        $this->twint->reset();
        $this->world = World::fresh($this->twint, ['capture' => 'deferred']);
    }

    public function testWhatIsTypedInTheSwissOrGermanWayIsTheSameDecimal(): void
    {
        $entries = Entries::posted(new PostedForm([
            'twint_scope' => 'part',
            'twint_quantity' => ['7' => '1,5', '8' => '', '9' => '0'],
            'twint_amounts' => ['8' => "1'000,5", 'x' => '3'],
            'twint_amount' => '12',
            'twint_fee' => '1,5',
        ]));
        $wish = $entries->refundRequest('99.00');
        self::assertSame('12.00', $wish->amount);
        self::assertSame('1.50', $wish->fee);
        self::assertSame(
            [[7, '1.5', null], [8, null, '1000.5']],
            array_map(static fn(object $portion): array => [
                $portion->positionId,
                $portion->quantity,
                $portion->amount,
            ], $wish->portions),
        );
    }

    public function testNonsenseIsLeftForTheEngineToRefuse(): void
    {
        $t = $this->reserved();
        foreach (['abc', '-5', '1e3', '1.234', '99999999999'] as $typed) {
            $quote = $this->desk()->quote(MoneyMove::Capture, $t, Entries::posted(new PostedForm([
                'twint_scope' => 'part',
                'twint_amount' => $typed,
            ])));
            self::assertNotNull($quote?->refusal, $typed);
        }
    }

    /**
     * @dataProvider previews
     * @param array<string, string> $typed
     */
    public function testWhileItIsFilledInTheServerSaysWhatTheFormComesTo(
        array $typed,
        string $sum,
        string $left,
        string $problem,
    ): void {
        $t = $this->reserved();
        $quote = $this->desk()->quote(MoneyMove::Capture, $t, Entries::posted(new PostedForm($typed)));
        self::assertNotNull($quote);
        $problem = $problem === '' ? '' : __('twint.refusal.' . $problem);
        self::assertSame(['sum' => $sum, 'left' => $left, 'problem' => $problem], Preview::of($quote));
    }

    /** @return iterable<string, array{array<string, string>, string, string, string}> */
    public static function previews(): iterable
    {
        yield 'all' => [[], '42.00', '0.00', ''];
        yield 'nothing yet' => [['twint_scope' => 'part'], '–', '42.00', ''];
        yield 'a part' => [['twint_scope' => 'part', 'twint_amount' => '12,5'], '12.50', '29.50', ''];
        yield 'no amount' => [['twint_scope' => 'part', 'twint_amount' => 'x'], '–', '42.00', 'not_an_amount'];
        yield 'too much' => [
            ['twint_scope' => 'part', 'twint_amount' => '42.01'],
            '–',
            '42.00',
            'more_than_authorised',
        ];
    }

    public function testTheWholeFormCapturesAllThatIsOpenAndCloses(): void
    {
        $t = $this->reserved();
        $outcome = $this->desk()->carryOut(MoneyMove::Capture, $t, Entries::blank(), 'somebody');
        self::assertSame('captured', $outcome->transaction->phase);
        self::assertTrue($outcome->transaction->closed);
        self::assertSame('42.00', $this->twint->order($t->twintUuid)['captured']);
    }

    public function testTheSameFormSentAgainMovesNothingEvenIfSomethingElseIsTyped(): void
    {
        $t = $this->reserved();
        $key = RequestKey::random();
        $form = static fn(string $amount): Entries => Entries::posted(new PostedForm([
            'twint_key' => $key,
            'twint_scope' => 'part',
            'twint_amount' => $amount,
        ]));
        $first = $this->desk()->carryOut(MoneyMove::Capture, $t, $form('10'), 'somebody');
        $second = $this->desk()->carryOut(MoneyMove::Capture, $first->transaction, $form('20'), 'another');
        self::assertSame(OutcomeKind::Done, $first->kind);
        self::assertSame(OutcomeKind::AlreadyDone, $second->kind);
        self::assertSame('10.00', $this->twint->order($t->twintUuid)['captured']);
    }

    public function testWhatIsNotTheAmountThatWasConfirmedIsAskedAgain(): void
    {
        $t = $this->reserved();
        $form = static fn(array $more): Entries => Entries::posted(
            new PostedForm($more + ['twint_key' => RequestKey::random()]),
        );
        self::assertFalse($this->desk()->isAsConfirmed(MoneyMove::Capture, $t, $form([])));
        $all = [
            'twint_confirmed' => '42.00',
            'twint_whole' => '42.00',
            'twint_captured' => '0.00',
            'twint_refunded' => '0.00',
        ];
        self::assertTrue($this->desk()->isAsConfirmed(MoneyMove::Capture, $t, $form($all)));
        // Somebody else took a part between the question and the answer.
        $this->desk()->carryOut(MoneyMove::Capture, $t, $this->part('10'), 'another');
        $t = $this->again($t);
        self::assertFalse($this->desk()->isAsConfirmed(MoneyMove::Capture, $t, $form($all)));
        self::assertSame(
            OutcomeKind::Busy,
            $this->desk()->carryOut(MoneyMove::Capture, $t, $form($all), 'somebody')->kind,
        );
        self::assertSame('10.00', $this->twint->order($t->twintUuid)['captured']);
    }

    public function testTheSameAmountThatAnotherMovedBetweenQuestionAndAnswerIsAskedAgain(): void
    {
        $t = $this->reserved();
        $this->desk()->carryOut(MoneyMove::Capture, $t, Entries::blank(), 'somebody');
        $form = static fn(): Entries => Entries::posted(new PostedForm([
            'twint_key' => RequestKey::random(),
            'twint_scope' => 'part',
            'twint_amount' => '20',
            'twint_confirmed' => '20.00',
            'twint_captured' => '42.00',
            'twint_refunded' => '0.00',
        ]));
        [$here, $there] = [$form(), $form()];
        $t = $this->again($t);
        self::assertTrue($this->desk()->isAsConfirmed(MoneyMove::Refund, $t, $here));
        self::assertSame(
            OutcomeKind::Done,
            $this->desk()->carryOut(MoneyMove::Refund, $t, $here, 'somebody')->kind,
        );
        self::assertFalse($this->desk()->isAsConfirmed(MoneyMove::Refund, $this->again($t), $there));
        // Where both were looked at before either was carried out, the claim decides.
        self::assertSame(
            OutcomeKind::Busy,
            $this->desk()->carryOut(MoneyMove::Refund, $t, $there, 'another')->kind,
        );
        self::assertSame('20.00', $this->again($t)->refunded);
    }

    public function testTheBalanceIsThatOfTheBooks(): void
    {
        $t = $this->reserved();
        self::assertSame(['42.00', '0.00', '0.00', '42.00', '0.00'], $this->balance($t));
        $this->desk()->carryOut(MoneyMove::Capture, $t, $this->part('30'), 'somebody');
        self::assertSame(['42.00', '30.00', '0.00', '12.00', '0.00'], $this->balance($t));
        $this->desk()->carryOut(MoneyMove::Refund, $this->again($t), $this->part('10'), 'somebody');
        self::assertSame(['42.00', '30.00', '10.00', '12.00', '0.00'], $this->balance($t));
        $this->world->pdo->exec("UPDATE xplugin_jtl_twint_transaction SET closed = 1 WHERE id = $t->id");
        self::assertSame(['42.00', '30.00', '10.00', '0.00', '12.00'], $this->balance($t));
        $cancelled = $this->reserved();
        $this->desk()->carryOut(MoneyMove::Cancel, $cancelled, $this->part(''), 'somebody');
        self::assertSame(['42.00', '0.00', '0.00', '0.00', '42.00'], $this->balance($cancelled));
    }

    public function testAnAmountInWordsShowsASlippedPoint(): void
    {
        self::assertSame('twelve francs', Chf::words('12.00', 'en-GB'));
        self::assertStringContainsString('one thousand two hundred', Chf::words('1234.50', 'en-GB'));
        self::assertStringContainsString('dreissig', Chf::words('30.00', 'de-CH'));
        self::assertStringStartsWith('ein ', Chf::words('1.00', 'de-CH'));
        self::assertSame("CHF 1'234'567.00", Chf::text('1234567.00'));
        self::assertSame('-5.00', Chf::number('-5.00'));
    }

    /** Hosters leave PHP's module intl out; money has to move there, too. */
    public function testWithoutIntlMoneyIsAskedAboutWithoutWords(): void
    {
        $without = PhpWithout::module('intl');
        if ($without === null || !is_file(self::SMARTY)) {
            self::markTestSkipped('PHP\'s module intl cannot be left out here, or there is no Debian package smarty4.');
        }
        $t = $this->reserved();
        $whole = $this->confirmation([PHP_BINARY, '-d', 'extension=' . getenv('TWINT_EXTENSION')], $t);
        $words = ' <span id="twint-confirm-words">(forty-two francs)</span>';
        self::assertStringContainsString('CHF 42.00</strong>' . $words . '</p>', $whole);
        self::assertSame(
            str_replace($words, '', $this->withoutKey($whole)),
            $this->withoutKey($this->confirmation($without, $t)),
        );
    }

    public function testTheStepsEndWhereThePaymentDid(): void
    {
        $here = static fn(string $phase, bool $authorised): array => array_column(
            array_filter(Steps::of($phase, $authorised), static fn(array $step): bool => $step['state'] === 'here'),
            'word',
        );
        foreach ([
            'created',
            'pending',
            'authorised',
            'uncertain',
            'partially_captured',
            'captured',
            'partially_refunded',
            'refunded',
            'cancelled',
            'failed',
        ] as $phase) {
            self::assertSame([$phase], $here($phase, true));
        }
        self::assertSame(['created', 'pending', 'cancelled'], array_column(Steps::of('cancelled', false), 'word'));
        self::assertSame(
            ['created', 'pending', 'authorised', 'cancelled'],
            array_column(Steps::of('cancelled', true), 'word'),
        );
    }

    /** @param list<string> $php the beginning of the command line */
    private function confirmation(array $php, Transaction $t): string
    {
        $command = [...$php, '-d', 'display_errors=1', __DIR__ . '/view/confirm.php', self::SMARTY, (string) $t->id];
        exec(implode(' ', array_map(escapeshellarg(...), $command)) . ' 2>&1', $lines, $code);
        self::assertSame(0, $code, implode("\n", $lines));

        return implode("\n", $lines);
    }

    /** Each form has another. */
    private function withoutKey(string $form): string
    {
        return (string) preg_replace('/name="twint_key" value="[\w-]+"/', '', $form);
    }

    private function part(string $amount): Entries
    {
        return Entries::posted(new PostedForm(['twint_scope' => 'part', 'twint_amount' => $amount]));
    }

    /** @return list<string> */
    private function balance(Transaction $t): array
    {
        $balance = $this->again($t)->balance();

        return [$balance->authorised, $balance->captured, $balance->refunded, $balance->open, $balance->released];
    }

    private function desk(): MoneyDesk
    {
        return $this->world->get(MoneyDesk::class);
    }

    private function again(Transaction $t): Transaction
    {
        return $this->world->get(\Plugin\jtl_twint\src\Payment\TransactionRepository::class)->get($t->id);
    }

    private function reserved(): Transaction
    {
        $payments = $this->world->get(PaymentService::class);
        $t = $payments->begin($this->world->shop->newOrder(), 'ger');
        $this->twint->approve($t->pairingToken);
        $t = $payments->settle($t, Initiator::cron());
        self::assertSame('authorised', $t->phase);

        return $t;
    }
}
