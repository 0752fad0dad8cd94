{* What is paid, to whom, for what. *}
<dl class="jtl-twint-order">
    {if $twint->amount !== null}<div class="jtl-twint-amount"><dt>{$twint->texts->get('amount')|escape:'html'}</dt><dd>{$twint->amount|escape:'html'}</dd></div>{/if}
    <div><dt>{$twint->texts->get('shop')|escape:'html'}</dt><dd>{$twint->shopName|escape:'html'}</dd></div>
    <div><dt>{$twint->texts->get('order')|escape:'html'}</dt><dd>{$twint->orderNumber|escape:'html'}</dd></div>
</dl>
