{* TWINT Express in the small basket. A template without the shop's block includes this file itself: see the manual. *}
{$texts = $jtlTwintExpress->texts()}
<form method="post" action="{$jtlTwintExpress->address()|escape:'html'}" class="jtl-twint-express mt-3" lang="{$texts->language|escape:'html'}">
    {$jtlTwintExpress->token()}
    <input type="hidden" name="jtlTwintExpress" value="flyout">
    <button type="submit" class="btn btn-outline-primary btn-sm btn-block">{$texts->get('express_button')|escape:'html'}</button>
</form>
