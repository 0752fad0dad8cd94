<link rel="stylesheet" href="{$assets}css/transactions.css?v={$version}">
{$content nofilter}
<script src="{$assets}js/transactions.js?v={$version}"></script>
