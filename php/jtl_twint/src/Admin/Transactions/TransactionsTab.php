<?php

declare(strict_types=1);

namespace Plugin\jtl_twint\src\Admin\Transactions;

use JTL\Plugin\PluginInterface;
use JTL\Shop;
use Plugin\jtl_twint\src\Admin\Bookings\BookingsScreen;
use Plugin\jtl_twint\src\Admin\Json;
use Plugin\jtl_twint\src\Admin\Notice;
use Plugin\jtl_twint\src\Admin\Permission;
use Plugin\jtl_twint\src\Admin\PostedForm;
use Plugin\jtl_twint\src\Admin\Tab;
use Plugin\jtl_twint\src\Admin\View;
use Plugin\jtl_twint\src\Extension;
use Plugin\jtl_twint\src\Payment\ManualOperations;
use Plugin\jtl_twint\src\Payment\OutcomeKind;
use Plugin\jtl_twint\src\Payment\PaymentService;
use Plugin\jtl_twint\src\Payment\Transaction;
use Plugin\jtl_twint\src\Payment\TransactionRepository;
use Twint\Quote;

/** The payments: list, detail, and what can be done with them. */
final class TransactionsTab implements Tab
{
    private const REFRESH = 'refresh';
    /** The steps of a form that moves money; every other word shows it again. */
    private const CHECK = 'check';
    /** Not a step: our script asks what the form comes to so far. */
    private const PREVIEW = 'preview';
    private const DO = 'do';

    /** What a posted form wants to be shown instead of what the address says. */
    private ?Entries $entries = null;
    private ?Quote $quote = null;
    private ?string $problem = null;
    private bool $confirming = false;
    private ?Screen $screen = null;
    private int $id;

    public function __construct(
        private readonly PluginInterface $plugin,
        private readonly TransactionRepository $transactions,
        private readonly ManualOperations $operations,
        private readonly PaymentService $payments,
        private readonly MoneyDesk $desk,
        private readonly ListScreen $list,
        private readonly PaymentScreen $payment,
        private readonly MoneyScreen $money,
        private readonly LinkScreen $link,
        private readonly ReconciliationScreen $reconciliation,
        private readonly FailingPanel $failing,
        private readonly WawiPanel $wawi,
        private readonly CsvExport $csv,
        private readonly BookingsScreen $bookings,
        private readonly View $view,
    ) {
        $id = $_GET['id'] ?? '';
        $this->id = is_string($id) && ctype_digit($id) && strlen($id) < 18 ? (int) $id : 0;
    }

    public function act(PostedForm $form): ?Notice
    {
        $this->id = $form->number('twint_id');
        if (!Extension::isUsable()) {
            return null;
        }
        if ($form->action() === ReconciliationScreen::ACTION) {
            $this->screen = Screen::Reconciliation;

            return $this->reconciliation->act($form, self::admin());
        }
        if (LinkScreen::concerns($form)) {
            $this->screen = Screen::Link;

            return $this->link->act($form, self::admin());
        }
        if (WawiPanel::concerns($form)) {
            return $this->wawi->act($form, self::admin());
        }
        if (FailingPanel::concerns($form)) {
            return $this->failing->act($form);
        }
        $transaction = $this->transaction();
        if ($transaction === null) {
            return Notice::error(__('twint.tx.gone'));
        }
        $this->screen = Screen::Payment;
        if ($form->action() === self::REFRESH) {
            return $this->desk->findOut($transaction, self::admin());
        }
        $move = MoneyMove::tryFrom($form->action());
        if ($move === null) {
            return null;
        }

        return Permission::MoveMoney->isGranted()
            ? $this->move($move, $transaction, $form)
            : Notice::error(__('twint.notPermitted'));
    }

    public function render(int $menuId): string
    {
        $address = new Address($this->plugin->getPaths()->getBackendURL(), $menuId);
        $word = $_GET['twint_screen'] ?? '';
        $screen = $this->screen ?? Screen::tryFrom(is_string($word) ? $word : '') ?? Screen::List;
        $transaction = $screen->isOfOnePayment() ? $this->transaction() : null;

        $content = match (true) {
            $screen === Screen::Csv => self::send(
                CsvExport::fileName(),
                'text/csv',
                $this->csv->lines(Criteria::of($_GET)),
            ),
            $screen->isOfBookings() => $this->bookings($screen, $address),
            $screen === Screen::Reconciliation => $this->reconciliation->html($address),
            $screen === Screen::Link && Extension::isUsable() => $this->link->html(self::orderNumber(), $address),
            $transaction === null => $this->list($address),
            $screen === Screen::Payment || !Extension::isUsable() => $this->payment($transaction, $address),
            default => $this->moneyForm(MoneyMove::from($screen->value), $transaction, $address),
        };

        return $this->view->fetch('transactions/frame.tpl', [
            'assets' => $this->plugin->getPaths()->getAdminURL(),
            'version' => (string) $this->plugin->getMeta()->getVersion(),
            // Escaped where it was made.
            'content' => $content,
        ]);
    }

    private function move(MoneyMove $move, Transaction $transaction, PostedForm $form): ?Notice
    {
        $entries = Entries::posted($form);
        $step = $form->text('twint_step');
        if ($step === self::PREVIEW) {
            $quote = $this->desk->quote($move, $transaction, $entries);
            Json::send($quote === null ? [] : Preview::of($quote));
        }
        $changed = $step === self::DO && !$this->desk->isAsConfirmed($move, $transaction, $entries);
        if ($step !== self::DO || $changed) {
            $this->screen = Screen::from($move->value);
            $entries = $changed ? $entries->unconfirmed() : $entries;
            $this->entries = $entries;
            if ($step === self::CHECK || $changed) {
                $this->quote = $this->desk->quote($move, $transaction, $entries);
                $this->problem = $this->refusal($move, $transaction, $entries, $this->quote);
                $this->confirming = $this->problem === null;
            }

            return $changed ? Notice::warning(__('twint.tx.outcome.changed')) : null;
        }
        if ($move->isReadInPortal() && $entries->happened === null) {
            return Notice::error(__('twint.tx.resolve.choose'));
        }
        $outcome = $this->desk->carryOut($move, $transaction, $entries, self::admin());
        $permitted = $this->operations->permitted($outcome->transaction);
        if ($outcome->kind === OutcomeKind::Refused && $move->forbidden($permitted) === null) {
            // It may be tried again, with what was typed.
            $this->screen = Screen::from($move->value);
            $this->entries = $entries->unconfirmed();
        }

        return MoneyDesk::notice($outcome, __('twint.tx.done.' . $move->value));
    }

    private function refusal(MoneyMove $move, Transaction $transaction, Entries $entries, ?Quote $quote): ?string
    {
        $forbidden = $move->forbidden($this->operations->permitted($transaction));

        return match (true) {
            $forbidden !== null => __('twint.forbidden.' . $forbidden),
            $quote !== null && $quote->refusal !== null => __('twint.refusal.' . $quote->refusal),
            $move->isReadInPortal() && $entries->happened === null => __('twint.tx.resolve.choose'),
            $move === MoneyMove::EnterOutcome => $this->whyNotEntered($transaction, $entries),
            default => null,
        };
    }

    private function whyNotEntered(Transaction $transaction, Entries $entries): ?string
    {
        $word = $this->operations->whyNotEntered($transaction, $entries->captured());

        return $word === null ? null : __('twint.refusal.' . $word);
    }

    private function bookings(Screen $screen, Address $address): string
    {
        // Without the extension nobody can tell what moved.
        $file = match (true) {
            !Extension::isUsable() => null,
            $screen === Screen::BookingsCsv => $this->bookings->csv($_GET),
            $screen === Screen::BookingsBanana => $this->bookings->banana($_GET),
            default => null,
        };
        if ($file === null) {
            return $this->bookings->html($_GET, $address);
        }
        if ($screen === Screen::BookingsBanana) {
            self::send('twint-banana-' . date('Y-m-d') . '.txt', 'text/plain', $file);
        }
        self::send('twint-bookings-' . date('Y-m-d') . '.csv', 'text/csv', $file);
    }

    private function list(Address $address): string
    {
        return (
            $this->failing->html($address)
            . $this->wawi->html($address)
            . $this->list->html(Criteria::of($_GET), $address)
        );
    }

    private function payment(Transaction $transaction, Address $address): string
    {
        return $this->payment->html(
            $transaction,
            Extension::isUsable() ? $this->operations->permitted($transaction) : null,
            Extension::isUsable() && $this->payments->awaitsBuyer($transaction->orderId),
            $address,
            Shop::getAdminURL() . '/orders',
        );
    }

    private function moneyForm(MoneyMove $move, Transaction $transaction, Address $address): string
    {
        if ($this->confirming && $this->entries !== null) {
            return $this->money->confirmation($move, $transaction, $this->entries, $address, $this->quote);
        }
        $forbidden = $move->forbidden($this->operations->permitted($transaction));
        if ($forbidden !== null || !Permission::MoveMoney->isGranted()) {
            return $this->payment($transaction, $address);
        }

        return $this->money->form($move, $transaction, $this->entries ?? Entries::blank(), $address, $this->problem);
    }

    private static function orderNumber(): string
    {
        $number = $_GET['order'] ?? '';

        return is_string($number) ? trim($number) : '';
    }

    /**
     * Takes the place of the whole page, as the shop's own exports do.
     *
     * @param iterable<string> $lines
     */
    private static function send(string $name, string $type, iterable $lines): never
    {
        while (ob_get_level() > 0) {
            ob_end_clean();
        }
        header('Content-Type: ' . $type . '; charset=utf-8');
        header('Content-Disposition: attachment; filename="' . $name . '"');
        header('Cache-Control: no-store');
        foreach ($lines as $line) {
            echo $line;
        }
        exit();
    }

    private function transaction(): ?Transaction
    {
        return $this->id === 0 ? null : $this->transactions->find($this->id);
    }

    private static function admin(): string
    {
        $account = Shop::Container()->getAdminAccount()->account();

        return $account === false ? '' : $account->cLogin;
    }
}
