<?php

declare(strict_types=1);

use Twint\Demo\Headline;
use Twint\Demo\Money;

/** @var Twint\Demo\Page $this */
/** @var array<string, Twint\Demo\Payment> $payments */
/** @var null|string $amount */
/** @var null|string $error */
?>
<section class="card">
  <h1>Pay with TWINT</h1>
<?php if (isset($error)): ?>
  <p class="notice" role="alert"><?= $this->text($error) ?></p>
<?php endif ?>
  <form method="post" action="/payments" class="stack">
    <label>Amount in CHF
      <input name="amount" inputmode="decimal" autocomplete="off" required value="<?= $this->text($amount ?? '42.00') ?>">
    </label>
    <fieldset>
      <legend>The shop takes the money</legend>
      <label class="choice"><input type="radio" name="capture" value="immediate" checked> as soon as you approve</label>
      <label class="choice"><input type="radio" name="capture" value="deferred"> later, for instance when it ships</label>
    </fieldset>
    <button class="primary">Pay</button>
  </form>
</section>
<?php if ($payments !== []): ?>
<section class="card">
  <h2>Payments so far</h2>
  <ul class="list">
<?php foreach ($payments as $payment): ?>
    <li>
      <a href="/payments/<?= $this->text($payment->uuid) ?>"><?= $this->text($payment->reference) ?></a>
      <span>CHF <?= Money::francs($payment->rappen) ?></span>
      <span><?= $this->text(Headline::of($payment)->title) ?></span>
    </li>
<?php endforeach ?>
  </ul>
</section>
<?php endif ?>
