{include file='./moneyhead.tpl'}
<p>{__('twint.tx.capture.intro')|sprintf:$amount:$captured:$open}</p>
<form method="post" action="{$address->of('capture', $transaction->id)}" class="twint-money">
    {include file='./moneyform.tpl'}
    {include file='./scope.tpl' all=$open}
    <div class="twint-part">
        {include file='./positions.tpl'}
        <div class="form-row">
            <div class="form-group col-sm-6 col-lg-5">
                <label for="twint-amount">{__('twint.tx.capture.amount')}</label>
                <input class="form-control twint-number" type="text" inputmode="decimal" autocomplete="off" name="twint_amount" id="twint-amount" value="{$entries->amount}" placeholder="0.00">
            </div>
        </div>
        <div class="custom-control custom-checkbox mb-3">
            <input class="custom-control-input" type="checkbox" name="twint_final" id="twint-final" value="1"{if $entries->final} checked{/if}>
            <label class="custom-control-label" for="twint-final">{__('twint.tx.capture.final')}</label>
        </div>
    </div>
    {include file='./reason.tpl'}
    <div class="save-wrapper twint-save">{include file='./sum.tpl'}<button class="btn btn-primary" type="submit" name="twint_step" value="check">{__('twint.tx.capture.check')}</button> <a class="btn btn-outline-primary" href="{$address->payment($transaction->id)}">{__('twint.tx.abort')}</a></div>
</form>
