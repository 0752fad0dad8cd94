<?php

declare(strict_types=1);

use Twint\Demo\Headline;

/** @var Twint\Demo\Page $this */
/** @var Twint\Demo\Payment $payment */

$headline = Headline::of($payment);
?>
<p class="headline <?= $headline->tone ?>"><?= $this->text($headline->title) ?></p>
<p><?= $this->text($headline->detail) ?></p>
