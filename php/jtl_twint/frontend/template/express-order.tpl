{* What is bought, of whom, and what each way of shipping adds. *}
<dl class="jtl-twint-order">
    <div class="jtl-twint-amount"><dt>{$twint->texts->get('express_goods')|escape:'html'}</dt><dd>{$twint->amount|escape:'html'}</dd></div>
    <div><dt>{$twint->texts->get('shop')|escape:'html'}</dt><dd>{$twint->shopName|escape:'html'}</dd></div>
    <div>
        <dt>{$twint->texts->get('express_shipping')|escape:'html'}</dt>
        {foreach $twint->shipping as $option}<dd>{$option.label|escape:'html'}: {$option.amount|escape:'html'}</dd>{/foreach}
    </div>
</dl>
