{include file='./moneyhead.tpl'}
<p>{__('twint.tx.refund.intro')|sprintf:$captured:$refunded:$kept}</p>
<form method="post" action="{$address->of('refund', $transaction->id)}" class="twint-money">
    {include file='./moneyform.tpl'}
    {include file='./scope.tpl' all=$kept}
    <div class="twint-part">
        {include file='./positions.tpl'}
        <div class="form-row">
            <div class="form-group col-sm-6 col-lg-5">
                <label for="twint-amount">{__('twint.tx.refund.amount')}</label>
                <input class="form-control twint-number" type="text" inputmode="decimal" autocomplete="off" name="twint_amount" id="twint-amount" value="{$entries->amount}" placeholder="0.00">
            </div>
        </div>
    </div>
    <div class="form-row">
        <div class="form-group col-sm-6 col-lg-5">
            <label for="twint-fee">{__('twint.tx.refund.fee')}</label>
            <input class="form-control twint-number" type="text" inputmode="decimal" autocomplete="off" name="twint_fee" id="twint-fee" value="{$entries->fee}" placeholder="0.00" aria-describedby="twint-fee-help">
            <small class="form-text twint-quiet" id="twint-fee-help">{__('twint.tx.refund.feeHelp')}</small>
        </div>
    </div>
    {include file='./reason.tpl'}
    <div class="save-wrapper twint-save">{include file='./sum.tpl'}<button class="btn btn-primary" type="submit" name="twint_step" value="check">{__('twint.tx.refund.check')}</button> <a class="btn btn-outline-primary" href="{$address->payment($transaction->id)}">{__('twint.tx.abort')}</a></div>
</form>
