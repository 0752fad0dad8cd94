{* TWINT Express in the basket. A template without the shop's block includes this file itself: see the manual. *}
{$texts = $jtlTwintExpress->texts()}
<form method="post" action="{$jtlTwintExpress->address()|escape:'html'}" class="jtl-twint-express mt-3" lang="{$texts->language|escape:'html'}">
    {$jtlTwintExpress->token()}
    <button type="submit" class="btn btn-outline-primary btn-block" aria-describedby="jtl-twint-express-basket">{$texts->get('express_button')|escape:'html'}</button>
    <small id="jtl-twint-express-basket" class="d-block mt-1">{$texts->get('express_hint')|escape:'html'}</small>
</form>
