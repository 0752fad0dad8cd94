{* The frame of the shop. What the page needs stands in its own body: not every template has a place for it in its head. *}
{include file='layout/header.tpl'}
<link rel="stylesheet" href="{$twintFrontend|escape:'html'}css/pay.css?v={$twintVersion|escape:'html'}">
<script defer src="{$twintFrontend|escape:'html'}js/pay.js?v={$twintVersion|escape:'html'}"></script>
{if !empty($twint->refresh)}
    <noscript><meta http-equiv="refresh" content="{$twint->refresh|escape:'html'}"></noscript>
    {* A browser too old for the script; whoever runs it says so. *}
    <script>setTimeout(function () { if (!window.jtlTwintRuns) location.href = '{$twint->onwards|escape:'javascript'}'; }, 20000);</script>
{/if}
