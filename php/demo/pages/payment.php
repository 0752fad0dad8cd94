<?php

declare(strict_types=1);

use Twint\Demo\Money;

/** @var Twint\Demo\Page $this */
/** @var Twint\Demo\Payment $payment */

$app = $this->appLink($payment->token);
?>
<div class="columns" data-status="/payments/<?= $this->text($payment->uuid) ?>/status" data-open="<?= $payment->isOpen() ? 'true' : 'false' ?>">
<section class="card buyer">
  <h1>CHF <?= Money::francs($payment->rappen) ?></h1>
  <p class="quiet">Order <?= $this->text($payment->reference) ?></p>
  <div id="status" role="status" aria-live="polite"><?= $this->render('status', ['payment' => $payment]) ?></div>
</section>
<section class="card pay" <?= $payment->awaitsBuyer() ? '' : 'hidden' ?>>
<?php if ($app !== null): ?>
  <a class="button primary" href="<?= $this->text($app) ?>">Open the TWINT app</a>
<?php endif ?>
  <div class="code">
    <img class="qr" src="<?= $this->text($payment->qrCode) ?>" width="290" height="290" alt="QR code of the payment; its digits follow">
    <div>
      <p>In your TWINT app, scan the code or type</p>
      <p class="token"><?= $this->text($payment->token) ?></p>
      <p><a href="<?= $this->text($this->phone($payment->token)) ?>" target="_blank" rel="noopener">Open the simulated phone</a></p>
    </div>
  </div>
</section>
<section class="card" id="shop"><?= $this->render('shop', ['payment' => $payment]) ?></section>
</div>
<script src="/status.js"></script>
