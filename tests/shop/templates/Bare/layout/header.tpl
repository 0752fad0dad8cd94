<!DOCTYPE html>
<html lang="de">
<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>{$meta_title|default:'Shop'}</title>
    <style>{literal}a { color: #222 } button { background: #222; color: #222 }{/literal}</style>
</head>
<body>
<header>Shop</header>
<main>
{foreach $alertList->getAlertlist() as $alert}<p role="alert">{$alert->getMessage()}</p>{/foreach}
