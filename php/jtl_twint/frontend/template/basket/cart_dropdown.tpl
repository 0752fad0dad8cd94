{* Extends the small basket at the top of each page, which the shop's script also loads anew. *}
{block name='basket-cart-dropdown-buttons' append}
    {if !empty($jtlTwintExpress) && $jtlTwintExpress->inFlyout()}{include file=$jtlTwintExpress->template('flyout')}{/if}
{/block}
