<h1 class="jtl-twint-heading" tabindex="-1">{$twint->texts->get('heading')|escape:'html'}</h1>
{include file="$twintTemplates/order.tpl"}
<div class="jtl-twint-status">
    <span class="jtl-twint-pulse" aria-hidden="true"></span>
    <span data-status>{$twint->texts->get('status_preparing')|escape:'html'}</span>
</div>
