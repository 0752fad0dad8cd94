{include file='./moneyhead.tpl'}
<p>{__('twint.tx.cancel.intro')|sprintf:$amount}</p>
<form method="post" action="{$address->of('cancel', $transaction->id)}">
    {include file='./moneyform.tpl'}
    {include file='./reason.tpl'}
    <div class="save-wrapper"><button class="btn btn-primary" type="submit" name="twint_step" value="check">{__('twint.tx.cancel.check')}</button> <a class="btn btn-outline-primary" href="{$address->payment($transaction->id)}">{__('twint.tx.abort')}</a></div>
</form>
