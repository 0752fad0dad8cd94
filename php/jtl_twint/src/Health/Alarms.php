<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Health;

use JTL\Plugin\PluginInterface;
use Plugin\jtl_twint\src\Cron\FailingItems;
use Plugin\jtl_twint\src\Cron\SweepLog;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\Attention;
use Plugin\jtl_twint\src\Payment\OperationRepository;
use Plugin\jtl_twint\src\Payment\Phases;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Plugin\jtl_twint\src\Reconciliation\Reconciliation;
use Plugin\jtl_twint\src\Settings\LiveShop;
use Plugin\jtl_twint\src\Settings\Settings;
use Plugin\jtl_twint\src\Shop\MailTemplates;
use Plugin\jtl_twint\src\Wawi\QueueView;
use Psr\Log\LoggerInterface;

/**
 * What is wrong right now, with the facts of this shop and without calling TWINT. Works without the extension, too. Each
 * question is asked alone: one that cannot be answered silences no other.
 */
final class Alarms implements AlarmSource
{
    /** TWINT is asked again by itself; what is uncertain for longer is worth a mail. */
    private const UNCERTAIN_MINUTES = 15;

    public function __construct(
        private readonly Schema $schema,
        private readonly PluginInterface $plugin,
        private readonly Settings $settings,
        private readonly AccessAlarms $access,
        private readonly LiveShop $liveShop,
        private readonly SweepLog $sweepLog,
        private readonly TransactionRepository $transactions,
        private readonly OperationRepository $operations,
        private readonly FailingItems $failingItems,
        private readonly Attention $attention,
        private readonly QueueView $wawiQueue,
        private readonly Reconciliation $reconciliation,
        private readonly MailTemplates $mails,
        private readonly LoggerInterface $logger,
    ) {
    }

    /** @return list<Alarm> */
    public function now(\DateTimeImmutable $now): array
    {
        $alarms = [];
        foreach ([
            $this->schema(...),
            $this->extension(...),
            $this->copy(...),
            $this->sweep(...),
            $this->uncertain(...),
            $this->failing(...),
            $this->reservations(...),
            $this->wawi(...),
            $this->differences(...),
            $this->contradictions(...),
            $this->mails(...),
            fn(): array => $this->access->now($now),
        ] as $question) {
            try {
                $answer = $question();
                $alarms = [...$alarms, ...(is_array($answer) ? $answer : [$answer])];
            } catch (\Throwable $exception) {
                $this->logger->warning('TWINT: {error}', ['error' => $exception->getMessage()]);
            }
        }

        return array_values(array_filter($alarms));
    }

    private function schema(): ?Alarm
    {
        $problem = $this->schema->problem();

        return $problem === null ? null : new Alarm('schema', AlarmLevel::Danger, $problem, Alarm::DAILY);
    }

    private function extension(): ?Alarm
    {
        if (Extension::isUsable() || !$this->access->areInUse()) {
            return null;
        }

        return new Alarm(
            'extension',
            AlarmLevel::Danger,
            new Sentence(
                Extension::isReleased() ? 'twint.alarm.extension' : 'twint.alarm.extensionNoFile',
                PHP_VERSION . ' (' . PHP_SAPI . ')',
                Extension::fileName((string) $this->plugin->getMeta()->getVersion()),
            ),
            Alarm::DAILY,
        );
    }

    private function copy(): ?Alarm
    {
        $elsewhere = $this->settings->isTest() ? null : $this->liveShop->elsewhere();

        return $elsewhere === null
            ? null
            : new Alarm('copy', AlarmLevel::Warning, new Sentence('twint.copyOfShop', $elsewhere));
    }

    private function sweep(): ?Alarm
    {
        $age = $this->sweepLog->age();
        if ($age !== null && $age <= CronCheck::LATE_SECONDS || !$this->access->areInUse()) {
            return null;
        }
        $says = $age === null
            ? new Sentence('twint.alarm.cronNever')
            : new Sentence('twint.alarm.cron', Sentence::ago($age));

        return new Alarm('cron', AlarmLevel::Danger, $says, Alarm::DAILY);
    }

    private function uncertain(): ?Alarm
    {
        $number = $this->transactions->countIn(Phases::UNCERTAIN);
        $long = $number === 0 ? 0 : $this->transactions->countUncertain(self::UNCERTAIN_MINUTES);

        return $number === 0
            ? null
            : new Alarm(
                'uncertain',
                AlarmLevel::Warning,
                new Sentence('twint.uncertainPayments', $number),
                $long === 0 ? null : Alarm::DAILY,
            );
    }

    private function failing(): ?Alarm
    {
        return self::counted('failing', 'twint.alarm.failing', $this->failingItems->number(), Alarm::DAILY);
    }

    private function reservations(): ?Alarm
    {
        $number = $this->attention->endingReservations();

        return self::counted('reservations', 'twint.reservationsEnding', $number);
    }

    private function wawi(): ?Alarm
    {
        $number = $this->wawiQueue->needingAttention();

        return self::counted('wawi', 'twint.wawiNeedsAttention', $number);
    }

    private function differences(): ?Alarm
    {
        return self::counted('differences', 'twint.tx.differences', $this->reconciliation->alarms());
    }

    private function contradictions(): ?Alarm
    {
        $number = $this->operations->contradictedDenials();

        return self::counted('contradictions', 'twint.alarm.contradictions', $number, Alarm::DAILY);
    }

    private function mails(): ?Alarm
    {
        $missing = $this->access->areInUse() ? count($this->mails->state()->missing) : 0;

        return self::counted('mails', 'twint.check.mails.missing', $missing, Alarm::DAILY);
    }

    private static function counted(string $kind, string $sentence, int $number, ?int $mailEverySeconds = null): ?Alarm
    {
        return $number === 0
            ? null
            : new Alarm($kind, AlarmLevel::Warning, new Sentence($sentence, $number), $mailEverySeconds);
    }
}
