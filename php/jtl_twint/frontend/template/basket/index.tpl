{* Extends the shop's basket: TWINT Express below the button that leads to the checkout. *}
{block name='basket-index-proceed-button' append}
    {if !empty($jtlTwintExpress) && $jtlTwintExpress->inBasket()}{include file=$jtlTwintExpress->template('basket')}{/if}
{/block}
