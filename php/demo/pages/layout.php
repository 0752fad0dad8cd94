<?php

declare(strict_types=1);

/** @var Twint\Demo\Page $this */
/** @var string $body */
/** @var null|Twint\Demo\Payment $payment */
/** @var array<string, mixed> $values */
?>
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Demo shop</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<?php if (($payment ?? null)?->isOpen()): ?>
<noscript><meta http-equiv="refresh" content="3"></noscript>
<?php endif ?>
</head>
<body>
<header><a href="/">Demo shop</a><span>TWINT simulator: no money moves</span></header>
<main>
<?= $this->render($body, $values) ?>
</main>
</body>
</html>
