{include file='./moneyhead.tpl'}
<p>{__('twint.tx.enter.intro')}</p>
<p>{__('twint.tx.resolve.where')} <code>{$transaction->reference}</code>{if $transaction->twintUuid !== null} / <code>{$transaction->twintUuid}</code>{/if}</p>
<form method="post" action="{$address->of('enter', $transaction->id)}">
    {include file='./moneyform.tpl'}
    <fieldset class="mb-3">
        <legend class="twint-legend">{__('twint.tx.resolve.question')}</legend>
        <div class="custom-control custom-radio mb-1">
            <input class="custom-control-input" type="radio" name="twint_happened" id="twint-happened-yes" value="yes" required{if $entries->happened === true} checked{/if}>
            <label class="custom-control-label" for="twint-happened-yes">{__('twint.tx.enter.yes')}</label>
        </div>
        <div class="form-group mb-2 ml-4">
            <label for="twint-amount">{__('twint.tx.enter.amount')}</label>
            <input class="form-control twint-number" type="text" inputmode="decimal" autocomplete="off" name="twint_amount" id="twint-amount" value="{$typed}">
        </div>
        <div class="custom-control custom-radio">
            <input class="custom-control-input" type="radio" name="twint_happened" id="twint-happened-no" value="no" required{if $entries->happened === false} checked{/if}>
            <label class="custom-control-label" for="twint-happened-no">{__('twint.tx.enter.no')}</label>
        </div>
    </fieldset>
    {include file='./reason.tpl'}
    <div class="save-wrapper"><button class="btn btn-primary" type="submit" name="twint_step" value="check">{__('twint.tx.resolve.check')}</button> <a class="btn btn-outline-primary" href="{$address->payment($transaction->id)}">{__('twint.tx.abort')}</a></div>
</form>
