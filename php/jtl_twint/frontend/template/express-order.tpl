{* What is bought, of whom, and what it comes to with each way of shipping. *}
<dl class="jtl-twint-order">
    <div class="jtl-twint-amount"><dt>{$twint->texts->get('express_goods')|escape:'html'}</dt><dd>{$bought->amount|escape:'html'}</dd></div>
    <div><dt>{$twint->texts->get('shop')|escape:'html'}</dt><dd>{$bought->shopName|escape:'html'}</dd></div>
    {if $bought->lines !== []}
        <div class="jtl-twint-list">
            <dt>{$twint->texts->get('express_lines')|escape:'html'}</dt>
            {foreach $bought->lines as $line}<dd><span>{$line->quantity|escape:'html'} × {$line->name|escape:'html'}</span><span>{$line->price|escape:'html'}</span></dd>{/foreach}
        </div>
    {/if}
    <div class="jtl-twint-list">
        <dt>{$twint->texts->get('express_shipping')|escape:'html'}</dt>
        {foreach $bought->shipping as $option}<dd><span>{$option.label|escape:'html'}: <b>{$option.amount|escape:'html'}</b></span><span>{$twint->texts->get('express_total', $option.total)|escape:'html'}</span></dd>{/foreach}
    </div>
</dl>
