{* TWINT Express in the basket. Templates that place it themselves include this file: see the manual. *}
<form method="post" action="{$jtlTwintExpressUrl|escape:'html'}" class="jtl-twint-express" lang="{$jtlTwintExpressTexts->language|escape:'html'}" style="margin-top: .75rem">
    {$jtl_token}
    <button type="submit" class="btn btn-outline-primary btn-block" aria-describedby="jtl-twint-express-hint">{$jtlTwintExpressTexts->get('express_button')|escape:'html'}</button>
    <small id="jtl-twint-express-hint" class="d-block mt-1">{$jtlTwintExpressTexts->get('express_hint')|escape:'html'}</small>
</form>
