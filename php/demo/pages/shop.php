<?php

declare(strict_types=1);

use Twint\Demo\Money;

/** @var Twint\Demo\Page $this */
/** @var Twint\Demo\Payment $payment */

$path = '/payments/' . $this->text($payment->uuid);
?>
<h2>Shop side</h2>
<dl>
  <div><dt>State</dt><dd><?= $payment->state->name ?></dd></div>
  <div><dt>TWINT says</dt><dd><?= $this->text($payment->reason) ?></dd></div>
  <div><dt>Captured</dt><dd>CHF <?= Money::francs($payment->captured) ?></dd></div>
  <div><dt>Refunded</dt><dd>CHF <?= Money::francs($payment->refunded) ?></dd></div>
</dl>
<?php if ($payment->notice !== ''): ?>
<p class="notice"><?= $this->text($payment->notice) ?></p>
<?php endif ?>
<?php if ($payment->capturable() > 0): ?>
<form method="post" action="<?= $path ?>/capture" class="row">
  <label>Capture CHF
    <input name="amount" inputmode="decimal" autocomplete="off" required value="<?= Money::francs($payment->capturable()) ?>">
  </label>
  <label class="choice"><input type="checkbox" name="final" value="1"> last capture</label>
  <button>Capture</button>
</form>
<?php endif ?>
<?php if ($payment->refundable() > 0): ?>
<form method="post" action="<?= $path ?>/refund" class="row">
  <label>Refund CHF
    <input name="amount" inputmode="decimal" autocomplete="off" required value="<?= Money::francs($payment->refundable()) ?>">
  </label>
  <button>Refund</button>
</form>
<?php endif ?>
<?php if ($payment->cancellable()): ?>
<form method="post" action="<?= $path ?>/cancel"><button>Cancel the payment</button></form>
<?php endif ?>
<?php if (!$payment->isOpen() && $payment->refundable() === 0): ?>
<p class="quiet">Nothing is left to do.</p>
<?php endif ?>
